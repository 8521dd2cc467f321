using System.IO.Compression;
using System.Text;
using Region.Gateway.Web;

namespace Region.Services.Tests.Gateway;

/// <summary>Files that are not what they seem, or more than may be sent.</summary>
internal static class HostileFiles
{
    private const string Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The largest table that any service takes, vouchers for a book.</summary>
    private const int Largest = 14 * 1024 * 1024;

    /// <summary>What each is, the name it is sent under, and its content.</summary>
    /// <param name="outside">An address that nothing may be fetched from.</param>
    public static IEnumerable<(string What, string Name, byte[] Content)> Of(string outside)
    {
        yield return ("a zip bomb", "表.xlsx", Bomb());
        yield return ("an external entity", "表.xlsx", Book(
            $"<!DOCTYPE x [<!ENTITY e SYSTEM \"{outside}entity\">]>", "<c t=\"inlineStr\"><is><t>&e;</t></is></c>"));
        yield return ("entities that multiply", "表.xlsx", Book(
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
            "<c t=\"inlineStr\"><is><t>&b;</t></is></c>"));
        yield return ("a link to another workbook", "表.xlsx", Book("", "<c r=\"A1\"><f>[1]Sheet1!A1</f></c>", outside));
        yield return ("a formula without a result", "表.xlsx", Book(
            "", $"<c r=\"A1\"><f>WEBSERVICE(\"{outside}\")</f></c>"));
        yield return ("a picture named as a workbook", "表.xlsx", Picture());
        yield return ("a page named as a document", "收据.pdf", "<html><script>alert(1)</script></html>"u8.ToArray());
        yield return ("a drawing with a script", "图.png",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray());
        yield return ("a program", "账.xlsx", [0x4D, 0x5A, 0x90, 0x00, .. new byte[4096]]);
        yield return ("an old workbook", "账.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]]);
        yield return ("an archive of something else", "表.xlsx", Zip(("evil/../../x.txt", "x")));
        yield return ("more than a table may hold", "大.csv", Long("", Largest + 1));
        yield return ("more than a document may hold", "大.pdf", Long("%PDF-1.7", Largest + 1));
        yield return ("more than a form may hold", "大.csv", Long("", (int)FormSize.OfKnown + 1));
        yield return ("text in UTF-16", "表.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("村编码,件数\n")]);
    }

    // A picture may be attached to a draft under any name: what it is, its content says.
    private static byte[] Picture() => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x00, .. new byte[512]];

    private static byte[] Long(string start, int size) => Encoding.ASCII.GetBytes(start.PadRight(size, 'a'));

    private static byte[] Bomb() => Zip(
        ("[Content_Types].xml", Types), ("_rels/.rels", Root),
        ("xl/workbook2.xml", new string(' ', 200 * 1024 * 1024)));

    private static byte[] Book(string before, string cell, string? link = null) => Zip(
        ("[Content_Types].xml", Types),
        ("_rels/.rels", Root),
        ("xl/workbook2.xml", $"""
            <workbook xmlns="{Sheets}" xmlns:r="{Links}">
            <sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook2.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Links}/worksheet" Target="sheet1.xml"/>
            {(link is null ? "" : $"<Relationship Id=\"rId2\" Type=\"{Links}/externalLinkPath\"")}
            {(link is null ? "" : $"TargetMode=\"External\" Target=\"{link}\"/>")}
            </Relationships>
            """),
        ("xl/sheet1.xml", $"""
            {before}<worksheet xmlns="{Sheets}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>
            """.Trim()));

    private const string Types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/xl/workbook2.xml"
          ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/sheet1.xml"
          ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        </Types>
        """;

    private const string Root = $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="{Links}/officeDocument" Target="xl/workbook2.xml"/></Relationships>
        """;

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }
}
