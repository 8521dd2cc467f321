using System.Text;

namespace Grpc.AspNetCore.Server;

/// <summary>What a client is told of an exception that its handler did not foresee.</summary>
internal static class HandlerErrors
{
    private const string Text = "Exception was thrown by handler.";

    public static string Describe(Exception exception, bool detailed)
    {
        if (!detailed)
            return Text;

        var description = new StringBuilder(Text);
        for (var current = exception; current is not null; current = current.InnerException)
            description.Append(' ').Append(current.GetType().Name).Append(": ").Append(current.Message);

        return description.ToString();
    }
}
