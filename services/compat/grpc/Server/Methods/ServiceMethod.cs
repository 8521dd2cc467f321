using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>One method of a service, ready to be mapped to its path.</summary>
internal sealed record ServiceMethod(Grpc.Core.IMethod Method, IReadOnlyList<object> Metadata, RequestDelegate Serve);
