using System.Text;

namespace Region.Gateway.Problems;

/// <summary>Turns the proto's snake_case into the lowerCamelCase of proto3 JSON.</summary>
internal static class JsonNames
{
    /// <summary>
    /// A field path such as <c>item.pack_size</c> as the JSON spells it. Anything else, such as 第3行 件数,
    /// is in the words of a table and stays as it is.
    /// </summary>
    public static string Path(string field)
    {
        if (!field.All(sign => sign is '_' or '.' or '[' or ']' || char.IsAsciiLetterOrDigit(sign)))
            return field;

        var text = new StringBuilder(field.Length);
        var raise = false;
        foreach (var sign in field)
        {
            if (sign is '_')
            {
                raise = true;
                continue;
            }

            text.Append(raise ? char.ToUpperInvariant(sign) : sign);
            raise = false;
        }

        return text.ToString();
    }
}
