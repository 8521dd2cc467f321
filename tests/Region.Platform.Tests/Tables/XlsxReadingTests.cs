using System.IO.Compression;
using DocumentFormat.OpenXml.Spreadsheet;
using Region.Platform.Tables;
using Shouldly;

namespace Region.Platform.Tests.Tables;

public sealed class XlsxReadingTests
{
    private static readonly TableLayout Layout = new() { Columns = ["village", "cash"], Optional = ["day"] };

    [Fact]
    public void Strings_and_numbers_of_the_first_visible_sheet_are_read()
    {
        var result = Read(WithHeader()
            .Row(2).Text("A", " V0101 ").Number("B", "600000")
            .Row(3).Inline("A", "V0102").Number("B", "1234.56"));

        result.Problems.ShouldBeEmpty();
        result.Rows.Select(row => (row.Number, row["village"], row["cash"]))
            .ShouldBe([(2, "V0101", "600000"), (3, "V0102", "1234.56")]);
    }

    [Theory]
    [InlineData("1234.5699999999999", "1234.57")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("0.1", "0.1")]
    [InlineData("1E-3", "0.001")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("-42.10", "-42.1")]
    [InlineData("0", "0")]
    [InlineData("99999999999999.98", "100000000000000")]
    [InlineData("9999999999999.98", "9999999999999.98")]
    [InlineData("0.00012345678901234567", "0.000123456789012346")]
    public void A_number_reads_as_shown_and_not_as_the_float_that_is_stored(string stored, string shown) =>
        Cash(Read(WithHeader().Row(2).Text("A", "V0101").Number("B", stored))).ShouldBe(shown);

    [Theory]
    [InlineData("46082", 1u, "2026-03-01")]
    [InlineData("46082", 2u, "2026-03-01")]
    [InlineData("46082.5", 2u, "2026-03-01 12:00:00")]
    [InlineData("61", 1u, "1900-03-01")]
    [InlineData("59", 1u, "1900-02-28")]
    [InlineData("46082", 3u, "46082")]
    [InlineData("46082", 0u, "46082")]
    public void A_number_in_the_format_of_a_day_reads_as_YYYY_MM_DD(string stored, uint style, string shown) =>
        Day(Read(WithHeader().Row(2).Text("A", "V0101").Number("B", "1").Number("C", stored, style))).ShouldBe(shown);

    [Fact]
    public void Days_of_a_workbook_that_counts_from_1904_are_the_same_days()
    {
        var workbook = Header(new Workbook { CountsFrom1904 = true });

        Day(Read(workbook.Row(2).Text("A", "V0101").Number("B", "1").Number("C", "44620", 1))).ShouldBe("2026-03-01");
    }

    [Fact]
    public void Gaps_and_missing_cells_at_the_end_read_as_empty()
    {
        var result = Read(WithHeader().Row(7).Text("A", "V0101").Number("B", "1"));

        result.Problems.ShouldBeEmpty();
        result.Rows.ShouldHaveSingleItem().Number.ShouldBe(7);
        Day(result).ShouldBe("");
    }

    [Fact]
    public void A_formula_reads_as_its_result_and_is_refused_without_one()
    {
        Cash(Read(WithHeader().Row(2).Text("A", "V0101").Formula("B", "1+1", "2"))).ShouldBe("2");
        Refusal(WithHeader().Row(2).Text("A", "V0101").Formula("B", "1+1", null)).Sentence.ShouldContain("公式");
    }

    [Fact]
    public void An_error_value_is_refused_with_its_cell()
    {
        var problem = Refusal(WithHeader().Row(2).Text("A", "V0101").Add("B", "#REF!", CellValues.Error));

        problem.Row.ShouldBe(2);
        problem.Sentence.ShouldContain("B2");
    }

    [Fact]
    public void Content_behind_the_last_column_is_refused()
    {
        Refusal(WithHeader().Row(2).Text("A", "V0101").Number("B", "1").Number("D", "9")).Row.ShouldBe(2);
        Refusal(WithHeader().Row(2).Text("A", "V0101").Number("XFD", "9")).Sentence.ShouldContain("超过上限 64 列");
    }

    [Fact]
    public void Too_many_rows_are_refused()
    {
        var workbook = WithHeader().Row(2).Number("A", "1").Row(3).Number("A", "2").Row(4).Number("A", "3");

        TableReader.Read(workbook.Save(), Layout with { MaxRows = 2 })
            .Problems.ShouldHaveSingleItem().Sentence.ShouldContain("超过 2 行");
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_opened()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/workbook.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var mebibyte = 0; mebibyte < 40; mebibyte++)
                part.Write(zeros);
        }

        stream.Length.ShouldBeLessThan(Layout.MaxBytes);
        Refusal(stream.ToArray()).Sentence.ShouldContain("解压后超过上限 32 MiB");
    }

    [Fact]
    public void A_zip_file_with_thousands_of_parts_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var part = 0; part < 501; part++)
                archive.CreateEntry($"{part}");
        }

        Refusal(stream.ToArray()).Sentence.ShouldContain("501 个部件");
    }

    [Fact]
    public void A_file_that_only_begins_like_a_workbook_is_refused()
    {
        Refusal("PK\u0003\u0004 and so on"u8.ToArray()).Sentence.ShouldContain("已损坏");
        Refusal(WithHeader().Save()[..^40]).Sentence.ShouldContain("已损坏");
    }

    [Fact]
    public void A_zip_file_that_is_no_workbook_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("readme.txt");

        Refusal(stream.ToArray()).Sentence.ShouldContain("已损坏");
    }

    private static Workbook WithHeader() => Header(new Workbook());

    private static Workbook Header(Workbook workbook) =>
        workbook.Row(1).Text("A", "village").Text("B", "cash").Text("C", "day");

    private static TableResult Read(Workbook workbook) => TableReader.Read(workbook.Save(), Layout);

    private static string Cash(TableResult result) => Only(result)["cash"];

    private static string Day(TableResult result) => Only(result)["day"];

    private static TableRow Only(TableResult result)
    {
        result.Problems.ShouldBeEmpty();
        return result.Rows.ShouldHaveSingleItem();
    }

    private static TableProblem Refusal(Workbook workbook) => Refusal(workbook.Save());

    private static TableProblem Refusal(byte[] content) =>
        TableReader.Read(content, Layout).Problems.ShouldHaveSingleItem();
}
