using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Region.Platform.Tests.Wire.Reflection;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>The reflection service tells of all mapped services, in both of its versions.</summary>
public sealed class ReflectionServiceTests
{
    public static TheoryData<string> Versions =>
        ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task All_mapped_services_are_listed(string service)
    {
        var answer = await AskAsync(service, new ServerReflectionRequest { ListServices = "*" });

        answer.ListServicesResponse.Service.Select(each => each.Name).ShouldBe(
        [
            "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
            "grpc.testing.TestService",
        ]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_symbol_leads_to_its_file_and_all_imports(string service)
    {
        var answer = await AskAsync(service, new ServerReflectionRequest
        {
            FileContainingSymbol = "grpc.testing.TestService.UnaryCall",
        });

        var files = answer.FileDescriptorResponse.FileDescriptorProto
            .Select(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name);
        files.ShouldBe(["grpc/testing/test.proto", "grpc/testing/empty.proto", "grpc/testing/messages.proto"]);
    }

    [Fact]
    public async Task A_file_is_found_by_its_name()
    {
        var answer = await AskAsync("grpc.reflection.v1.ServerReflection", new ServerReflectionRequest
        {
            FileByFilename = "grpc/testing/empty.proto",
        });

        answer.FileDescriptorResponse.FileDescriptorProto.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_the_answer_and_not_by_the_status()
    {
        var answer = await AskAsync("grpc.reflection.v1.ServerReflection", new ServerReflectionRequest
        {
            FileContainingSymbol = "no.such.Symbol",
        });

        answer.ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
    }

    private static async Task<ServerReflectionResponse> AskAsync(string service, ServerReflectionRequest request)
    {
        await using var app = await InteropServer.StartAsync(
            services => services.AddGrpcReflection().AddGrpc(),
            app =>
            {
                app.MapGrpcService<InteropService>();
                app.MapGrpcReflectionService();
            });
        using var channel = GrpcChannel.ForAddress(InteropServer.AddressOf(app));
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            MethodOf(service), null, new CallOptions(cancellationToken: TestContext.Current.CancellationToken));

        await call.RequestStream.WriteAsync(request, TestContext.Current.CancellationToken);
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).ShouldBeTrue();
        await call.RequestStream.CompleteAsync();
        return call.ResponseStream.Current;
    }

    private static Method<ServerReflectionRequest, ServerReflectionResponse> MethodOf(string service) => new(
        MethodType.DuplexStreaming,
        service,
        "ServerReflectionInfo",
        Marshallers.Create(message => message.ToByteArray(), ServerReflectionRequest.Parser.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), ServerReflectionResponse.Parser.ParseFrom));
}
