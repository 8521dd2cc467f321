using System.Reflection;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Region.Gateway.Rest;

/// <summary>Every unary and server-streaming method of an assembly's protos with its HTTP bindings.</summary>
internal static class RestCatalog
{
    /// <summary>The methods of our contracts, in the order of their paths.</summary>
    public static IReadOnlyList<RestMethod> OfContracts { get; } =
    [
        .. Read(typeof(Contracts.Topics).Assembly)
            .OrderBy(method => method.Path.Public, StringComparer.Ordinal)
            .ThenBy(method => method.Verb, StringComparer.Ordinal),
    ];

    /// <summary>Finds the file descriptors that generated code left in the assembly, and reads their methods.</summary>
    /// <exception cref="InvalidOperationException">A method has a binding that the gateway cannot serve.</exception>
    public static IReadOnlyList<RestMethod> Read(Assembly assembly) =>
    [
        .. from type in assembly.GetExportedTypes()
           where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
           let property = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
           where property?.PropertyType == typeof(FileDescriptor)
           let file = (FileDescriptor)property.GetValue(null)!
           from service in file.Services
           from method in service.Methods
           where !method.IsClientStreaming
           from rule in Rules(method)
           let binding = Bind(method, rule)
           select binding,
    ];

    private static IEnumerable<HttpRule> Rules(MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
        return rule is null ? [] : rule.AdditionalBindings.Prepend(rule);
    }

    private static RestMethod Bind(MethodDescriptor method, HttpRule rule)
    {
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => (HttpMethods.Get, rule.Get),
            HttpRule.PatternOneofCase.Put => (HttpMethods.Put, rule.Put),
            HttpRule.PatternOneofCase.Post => (HttpMethods.Post, rule.Post),
            HttpRule.PatternOneofCase.Delete => (HttpMethods.Delete, rule.Delete),
            HttpRule.PatternOneofCase.Patch => (HttpMethods.Patch, rule.Patch),
            _ => throw new InvalidOperationException($"{method.FullName} has no HTTP verb that we serve."),
        };
        if (rule.Body is not ("" or "*"))
            throw new InvalidOperationException($"{method.FullName}: the body is * or nothing, not {rule.Body}.");

        return new RestMethod
        {
            Descriptor = method,
            Verb = verb,
            Path = PathTemplate.Parse(path, method.InputType),
            HasBody = rule.Body is "*",
            ResponseBody = rule.ResponseBody is ""
                ? null
                : method.OutputType.FindFieldByName(rule.ResponseBody)
                    ?? throw new InvalidOperationException($"{method.FullName}: no field {rule.ResponseBody}."),
            RequestId = FieldPath.Resolve(method.InputType, "request_id"),
            Version = Versions.InRequest(method),
            ShownVersion = Versions.InAnswer(method),
            BodyLimit = method.InputType.Fields.InDeclarationOrder().Any(field => field.FieldType is FieldType.Bytes)
                ? RestMethod.LargestBody
                : RestMethod.OrdinaryBody,
            Call = new Method<IMessage, IMessage>(
                method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary,
                method.Service.FullName,
                method.Name,
                Marshaller(method.InputType),
                Marshaller(method.OutputType)),
        };
    }

    private static Marshaller<IMessage> Marshaller(MessageDescriptor type) => Marshallers.Create(
        message => message.ToByteArray(),
        bytes => type.Parser.ParseFrom(bytes));
}
