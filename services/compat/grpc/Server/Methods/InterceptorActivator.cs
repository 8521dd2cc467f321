using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Takes an interceptor of a call from the container, or creates it for this call alone.</summary>
internal sealed class InterceptorActivator
{
    private readonly InterceptorRegistration _registration;
    private readonly object[] _arguments;
    private readonly Lazy<ObjectFactory> _create;

    public InterceptorActivator(InterceptorRegistration registration)
    {
        _registration = registration;
        _arguments = [.. registration.Arguments];
        _create = new Lazy<ObjectFactory>(() => ActivatorUtilities.CreateFactory(
            registration.Type, [.. _arguments.Select(argument => argument.GetType())]));
    }

    public Activated<Interceptor> Activate(IServiceProvider services) =>
        _arguments.Length is 0 && services.GetService(_registration.Type) is Interceptor registered
            ? new Activated<Interceptor>(registered, Created: false)
            : new Activated<Interceptor>((Interceptor)_create.Value(services, _arguments), Created: true);
}
