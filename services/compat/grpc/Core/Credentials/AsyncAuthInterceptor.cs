namespace Grpc.Core;

/// <summary>Adds metadata that proves who calls.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
