using System.Text;
using Region.Platform.Tables;
using Shouldly;

namespace Region.Platform.Tests.Tables;

public sealed class WritingTests
{
    private static readonly OutgoingTable Table = new()
    {
        Title = "科目余额表",
        Columns = ["科目", "摘要", "余额"],
        Rows =
        [
            [TableCell.Of("102"), TableCell.Of("=HYPERLINK(\"http://x\",\"点\")"), TableCell.OfFen(-5)],
            [TableCell.Of("322.02"), TableCell.Of("甲,乙\"丙\"\n丁"), TableCell.OfFen(123_456)],
            [TableCell.Of("@x"), TableCell.Of(""), TableCell.Of(0.018m)],
        ],
    };

    [Fact]
    public void Csv_marks_its_encoding_quotes_and_takes_the_edge_off_formulas()
    {
        var bytes = TableWriter.Csv(Table with { Preamble = ["样例村", "+1"] });

        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(bytes[3..]).Split("\r\n").ShouldBe(
        [
            "样例村", "'+1", "科目,摘要,余额", "102,\"'=HYPERLINK(\"\"http://x\"\",\"\"点\"\")\",-0.05",
            "322.02,\"甲,乙\"\"丙\"\"\n丁\",1234.56", "'@x,,0.018", "",
        ]);
    }

    [Fact]
    public void What_is_written_as_a_workbook_reads_as_it_was()
    {
        var read = TableReader.Read(
            TableWriter.Xlsx(Table), new TableLayout { Columns = ["科目", "摘要", "余额"] });

        read.Problems.ShouldBeEmpty();
        read.Rows.Select(row => (row["科目"], row["摘要"], row["余额"])).ShouldBe(
        [
            ("102", "=HYPERLINK(\"http://x\",\"点\")", "-0.05"),
            ("322.02", "甲,乙\"丙\"\n丁", "1234.56"),
            ("@x", "", "0.018"),
        ]);
    }

    [Fact]
    public void A_workbook_holds_no_formula_whatever_its_texts_are()
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(TableWriter.Xlsx(Table)));
        var sheet = archive.Entries.Single(entry => entry.FullName.Contains("sheet1", StringComparison.Ordinal)
            || entry.FullName.EndsWith("sheet.xml", StringComparison.Ordinal));
        using var reader = new StreamReader(sheet.Open());
        var xml = reader.ReadToEnd();

        xml.ShouldContain("inlineStr");
        xml.ShouldNotContain("<x:f>");
        xml.ShouldNotContain("<f>");
    }

    [Fact]
    public void A_workbook_takes_control_characters_and_long_titles()
    {
        var odd = Table with { Title = new string('长', 40), Rows = [[TableCell.Of("甲\u0001乙"), default, default]] };

        TableReader.Read(TableWriter.Xlsx(odd), new TableLayout { Columns = ["科目"] }).Rows[0]["科目"].ShouldBe("甲乙");
    }
}
