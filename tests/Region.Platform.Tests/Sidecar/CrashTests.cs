using System.Diagnostics;
using System.Net;
using Region.Sidecar;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class CrashTests
{
    [Fact]
    public async Task Kill_9_after_answered_publishes_loses_nothing()
    {
        const int wanted = 300;
        var folder = RunningSidecar.NewFolder();
        await using var app = await SubscriberApp.StartAsync("""[{"topic":"t","pubsubname":"pubsub","route":"t"}]""");
        var answered = new List<string>();

        using (var child = await SidecarProcess.StartAsync(folder, ("a", app.Address)))
        {
            var publishers = Enumerable.Range(0, 8).Select(async publisher =>
            {
                for (var number = 0; ; number++)
                {
                    var id = $"{publisher}-{number}";
                    if (!await child.TryPublishAsync("a", $"t?metadata.cloudevent.id={id}"))
                    {
                        return;
                    }

                    lock (answered)
                    {
                        answered.Add(id);
                    }
                }
            }).ToList();
            await Eventually.Be(() => Count(answered) >= wanted, $"{wanted} publishes were answered");
            child.Kill();
            await Task.WhenAll(publishers);
        }

        await using var sidecar = await RunningSidecar.StartAsync(folder, ownsFolder: true, [], ("a", app.Address));
        await Eventually.Be(
            async () => await sidecar.PendingAsync() == 0 && !answered.Except(Ids(app), StringComparer.Ordinal).Any(),
            "every answered event was delivered");
        answered.Count.ShouldBeGreaterThanOrEqualTo(wanted);
    }

    private static int Count(List<string> answered)
    {
        lock (answered)
        {
            return answered.Count;
        }
    }

    private static IEnumerable<string> Ids(SubscriberApp app) =>
        app.Deliveries.Select(delivery => delivery.Json.GetProperty("id").GetString()!);

    /// <summary>The built executable as a process of its own.</summary>
    private sealed class SidecarProcess(Process process, HttpClient client) : IDisposable
    {
        public static async Task<SidecarProcess> StartAsync(string folder, params (string AppId, string Address)[] apps)
        {
            var start = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(typeof(SidecarApp).Assembly.Location);
            foreach (var argument in RunningSidecar.Arguments(folder, apps))
            {
                start.ArgumentList.Add(argument);
            }

            var process = Process.Start(start)!;
            var address = await ReadAddressAsync(process);
            return new SidecarProcess(process, new HttpClient { BaseAddress = new Uri(address) });
        }

        public async Task<bool> TryPublishAsync(string appId, string topicAndQuery)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1.0/publish/pubsub/{topicAndQuery}");
                request.Headers.Add("dapr-api-token", RunningSidecar.TokenOf(appId));
                request.Content = new StringContent("{}");
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        public void Kill()
        {
            // Kill is SIGKILL: nothing of the process runs any more.
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
            client.Dispose();
        }

        private static async Task<string> ReadAddressAsync(Process process)
        {
            const string mark = "Now listening on: ";
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.IndexOf(mark, StringComparison.Ordinal) is var found and >= 0)
                {
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return line[(found + mark.Length)..].Trim();
                }
            }

            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(CancellationToken.None));
        }
    }
}
