using System.Data.Common;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Region.Platform.Events;
using Region.Platform.Hosting;
using Region.Platform.Operations;

namespace Region.Platform.Storage;

/// <summary>Gives a service its database and compartments.</summary>
public static class StorageHosting
{
    /// <summary>
    /// Registers the service's <see cref="Database"/>, migrated before its ports open from the assembly's embedded
    /// <c>Schema/*.sql</c>, and the relay that publishes its outbox. The service is named by the assembly's last part.
    /// </summary>
    public static void AddDatabase(this WebApplicationBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(assembly);
        var service = assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant();
        var options = builder.Configuration.GetSection("Region").Get<StorageOptions>() ?? new StorageOptions();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new StoreFactory(options, service));
        builder.Services.AddSingleton<OutboxSignals>();
        builder.Services.AddSingleton(services => Wrap(services, services.GetRequiredService<StoreFactory>().Main()));
        builder.Services.AddSingleton<DeadLetterStore>();
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddSingleton<Announcements>();
        builder.Services.AddSingleton(typeof(Commands.CommandRunner<>));
        builder.Services.Replace(ServiceDescriptor.Singleton<IDeadLetters, DeadLetters>());
        builder.Services.AddSingleton<ICheck, MessagesCheck>();
        builder.Services.AddSingleton<IReadiness, DatabaseReadiness>();
        builder.Services.AddHostedService(services => new DatabaseStart(
            services.GetRequiredService<StoreFactory>(),
            services.GetRequiredService<Database>(),
            [.. Migration.Platform, .. Migration.Embedded(assembly, "Schema", service)]));
        builder.Services.AddHostedService<OutboxRelay>();
    }

    /// <summary>
    /// Registers <see cref="Compartments"/> with the schema in the assembly's embedded <c>[folder]/*.sql</c>.
    /// </summary>
    /// <param name="builder">After <see cref="AddDatabase"/>.</param>
    /// <param name="assembly">The service's assembly.</param>
    /// <param name="folder">The folder of the compartments' schema.</param>
    /// <param name="names">Lists the compartments that exist; asked once at start, to sweep their outboxes.</param>
    public static void AddCompartments(
        this WebApplicationBuilder builder,
        Assembly assembly,
        string folder,
        Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<string>>> names)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(services => new Compartments(
            services.GetRequiredService<StoreFactory>(),
            [.. Migration.Platform, .. Migration.Embedded(assembly, folder, folder)],
            store => Wrap(services, store),
            services.GetRequiredService<StorageOptions>().OpenCompartments));
        builder.Services.AddSingleton<IOutboxStores>(services => new CompartmentOutboxes(
            services.GetRequiredService<Compartments>(),
            cancellationToken => names(services, cancellationToken)));
    }

    private static Database Wrap(IServiceProvider services, Store store) => new(
        services.GetRequiredService<StoreFactory>().Service,
        store,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<OutboxSignals>().Signal);

    private sealed class DatabaseStart(
        StoreFactory factory,
        Database database,
        IReadOnlyList<Migration> migrations) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await factory.CreateDatabaseAsync(cancellationToken);
            await database.MigrateAsync(migrations, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class CompartmentOutboxes(
        Compartments compartments,
        Func<CancellationToken, Task<IReadOnlyList<string>>> names) : IOutboxStores
    {
        public async IAsyncEnumerable<Database> AllAsync(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            ExceptionDispatchInfo? failure = null;
            foreach (var name in await names(cancellationToken))
            {
                Database? store = null;
                try
                {
                    store = await compartments.FindAsync(name, cancellationToken);
                }
                catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
                {
                    // One that is damaged must not hide those behind it; it is told of after them.
                    failure = ExceptionDispatchInfo.Capture(error);
                }

                if (store is not null)
                    yield return store;
            }

            failure?.Throw();
        }
    }
}
