using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;

namespace Region.Gateway.Rest;

/// <summary>
/// A google.api.http path such as <c>/v1/regions/{region}/rounds/{round_id}:approve</c>, as ASP.NET Core routes it.
/// Wildcards and sub-patterns are refused at start: our protos use single segments only.
/// </summary>
/// <param name="Pattern">The pattern for endpoint routing, with numbered parameters.</param>
/// <param name="Public">The path as the OpenAPI document shows it, in JSON names.</param>
/// <param name="Variables">The field that each numbered parameter fills.</param>
internal sealed record PathTemplate(string Pattern, string Public, IReadOnlyList<FieldPath> Variables)
{
    public static PathTemplate Parse(string template, MessageDescriptor input)
    {
        if (!template.StartsWith('/'))
            throw new InvalidOperationException($"The path {template} does not begin with a slash.");

        var pattern = new StringBuilder();
        var shown = new StringBuilder();
        var variables = new List<FieldPath>();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            var inside = rest[(open + 1)..close].ToString();
            if (inside.AsSpan().ContainsAny('=', '*'))
                throw new InvalidOperationException($"The path {template} uses a sub-pattern, which is not supported.");

            var field = FieldPath.Resolve(input, inside)
                ?? throw new InvalidOperationException($"The path {template} names {inside}, which is not a field.");
            pattern.Append(rest[..open]).Append('{').Append(Parameter(variables.Count)).Append('}');
            shown.Append(rest[..open]).Append('{').Append(field.JsonName).Append('}');
            variables.Add(field);
            rest = rest[(close + 1)..];
        }

        return new PathTemplate(pattern.Append(rest).ToString(), shown.Append(rest).ToString(), variables);
    }

    /// <summary>The name of the routing parameter of a variable.</summary>
    public static string Parameter(int index) => "p" + index.ToString(CultureInfo.InvariantCulture);
}
