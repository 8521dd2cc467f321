using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection;

/// <summary>Answers single questions of the reflection protocol.</summary>
internal sealed class ReflectionAnswers(ReflectedSymbols symbols)
{
    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                SetFile(response, symbols.FileNamed(request.FileByFilename), $"File {request.FileByFilename}");
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                SetFile(
                    response,
                    symbols.FileDeclaring(request.FileContainingSymbol),
                    $"Symbol {request.FileContainingSymbol}");
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                var wanted = request.FileContainingExtension;
                SetFile(
                    response,
                    symbols.FileExtending(wanted.ContainingType, wanted.ExtensionNumber),
                    $"Extension {wanted.ExtensionNumber} of {wanted.ContainingType}");
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                SetExtensions(response, request.AllExtensionNumbersOfType);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse
                {
                    Service = { symbols.Services.Select(name => new ServiceResponse { Name = name }) },
                };
                break;
            default:
                response.ErrorResponse = Error(
                    StatusCode.Unimplemented, "Request type not supported by C# reflection service.");
                break;
        }

        return response;
    }

    private static void SetFile(ServerReflectionResponse response, FileDescriptor? file, string wanted)
    {
        if (file is null)
        {
            response.ErrorResponse = Error(StatusCode.NotFound, $"{wanted} not found.");
            return;
        }

        response.FileDescriptorResponse = new FileDescriptorResponse
        {
            FileDescriptorProto = { ReflectedSymbols.WithImports(file).Select(each => each.SerializedData) },
        };
    }

    private static ErrorResponse Error(StatusCode code, string message) =>
        new() { ErrorCode = (int)code, ErrorMessage = message };

    private void SetExtensions(ServerReflectionResponse response, string type)
    {
        if (symbols.ExtensionsOf(type) is not { } numbers)
        {
            response.ErrorResponse = Error(StatusCode.NotFound, $"Type {type} not found.");
            return;
        }

        response.AllExtensionNumbersResponse = new ExtensionNumberResponse
        {
            BaseTypeName = type,
            ExtensionNumber = { numbers },
        };
    }
}
