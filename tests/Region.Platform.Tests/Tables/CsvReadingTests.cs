using System.Text;
using Region.Platform.Tables;
using Shouldly;

namespace Region.Platform.Tests.Tables;

public sealed class CsvReadingTests
{
    private static readonly TableLayout Layout = new() { Columns = ["village", "name"], Optional = ["note"] };

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_others_are_left_alone()
    {
        var result = Read("name,stake_pct,village\n晨光村 , 40.0000,V0101\n");

        result.Problems.ShouldBeEmpty();
        var row = result.Rows.ShouldHaveSingleItem();
        row.Number.ShouldBe(2);
        row["village"].ShouldBe("V0101");
        row["name"].ShouldBe("晨光村");
        row["note"].ShouldBe("");
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_column()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("village,name\nV0101,晨光村\n")];

        TableReader.Read(content, Layout).Rows.ShouldHaveSingleItem()["village"].ShouldBe("V0101");
    }

    [Fact]
    public void A_table_in_GB18030_reads_like_one_in_UTF8()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var text = "village,name\nV0101,晨光村\nV0102,丰泽村㐀𠀀\n";

        var result = TableReader.Read(gb18030.GetBytes(text), Layout);

        result.Problems.ShouldBeEmpty();
        result.Rows.Select(row => row["name"]).ShouldBe(["晨光村", "丰泽村㐀𠀀"]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_is_refused_with_or_without_its_mark(string name)
    {
        var utf16 = Encoding.GetEncoding(name);
        byte[] body = utf16.GetBytes("village,name\nV0101,晨光村\n");

        Refusal(body).Sentence.ShouldContain("UTF-16");
        Refusal([.. utf16.GetPreamble(), .. body]).Sentence.ShouldContain("UTF-16");
    }

    [Fact]
    public void Bytes_of_no_known_encoding_are_refused_with_their_row()
    {
        byte[] content = [.. "village,name\nV0101,x\nV0102,"u8, 0xFF, 0xFF, .. "\n"u8];

        var problem = Refusal(content);

        problem.Row.ShouldBe(3);
        problem.Sentence.ShouldContain("无法识别的字节");
    }

    [Fact]
    public void Damaged_UTF8_is_not_taken_for_GB18030()
    {
        var content = Encoding.UTF8.GetBytes("village,name\nV0101,晨光村与丰泽村与清河村与新安村\n").ToList();
        content.RemoveAt(content.Count - 3);

        Refusal([.. content]).Sentence.ShouldContain("无法识别的字节");
    }

    [Fact]
    public void A_damaged_file_with_a_mark_is_refused() =>
        Refusal([0xEF, 0xBB, 0xBF, .. "village,name\nV0101,"u8, 0xB4, 0xE5, .. "\n"u8]).Sentence.ShouldContain("无法识别");

    [Fact]
    public void A_missing_column_is_refused_by_name()
    {
        var problem = Read("village,nom\nV0101,x\n").Problems.ShouldHaveSingleItem();

        problem.ShouldBe(new TableProblem(1, "name", "表头缺少“name”一列。"));
    }

    [Fact]
    public void A_column_that_stands_there_twice_is_refused() =>
        Read("village,name,name\nV0101,a,b\n").Problems.ShouldHaveSingleItem().Sentence.ShouldContain("出现了两次");

    [Fact]
    public void A_row_that_is_too_long_or_too_short_is_refused_with_its_number()
    {
        var problems = Read("village,name\nV0101,a,b\nV0102\nV0103,c\n").Problems;

        problems.Select(problem => problem.Row).ShouldBe([2, 3]);
        problems[0].Sentence.ShouldBe("第 2 行有 3 列，表头有 2 列。");
        problems[1].Sentence.ShouldBe("第 3 行有 1 列，表头有 2 列。");
    }

    [Fact]
    public void Empty_cells_behind_the_last_column_and_empty_rows_do_no_harm()
    {
        var result = Read("village,name,,\r\nV0101,a,,\r\n\r\n,,,\r\nV0102,b\t,,\r\n");

        result.Problems.ShouldBeEmpty();
        result.Rows.Select(row => (row.Number, row["name"])).ShouldBe([(2, "a"), (5, "b")]);
    }

    [Fact]
    public void A_quoted_cell_holds_commas_quotes_and_line_ends_and_rows_are_counted_as_in_a_spreadsheet()
    {
        var result = Read("village,name\n\"V0101\",\"a, \"\"b\"\"\r\nc\"\nV0102,d\n");

        result.Problems.ShouldBeEmpty();
        result.Rows[0]["name"].ShouldBe("a, \"b\"\r\nc");
        result.Rows[1].Number.ShouldBe(3);
    }

    [Theory]
    [InlineData("village,name\nV0101,\"a\nV0102,b\n")]
    [InlineData("village,name\nV0101,a\"b\n")]
    [InlineData("village,name\nV0101,\"a\"b\n")]
    public void A_quote_that_does_not_pair_is_refused_with_its_row(string text)
    {
        var problem = Read(text).Problems.ShouldHaveSingleItem();

        problem.Row.ShouldBe(2);
        problem.Sentence.ShouldContain("引号不成对");
    }

    [Fact]
    public void An_empty_file_and_one_without_a_header_are_refused()
    {
        Refusal([]).Sentence.ShouldBe("文件是空的。");
        Refusal("\n,,\n"u8.ToArray()).Sentence.ShouldBe("表中没有表头。");
    }

    [Fact]
    public void Too_many_bytes_rows_columns_and_characters_are_refused()
    {
        var small = Layout with { MaxBytes = 60, MaxRows = 2, MaxColumns = 3, MaxCellLength = 5 };

        Sentence(new string('x', 61), small).ShouldContain("超过上限 60 字节");
        Sentence("village,name\na,b\na,b\na,b\n", small).ShouldContain("超过 2 行");
        Sentence("village,name,c,d\n", small).ShouldContain("超过上限 3 列");
        Sentence("village,name\na,123456\n", small).ShouldContain("超过上限 5 个");
    }

    [Fact]
    public void Exactly_as_much_as_allowed_is_read()
    {
        var small = Layout with { MaxBytes = 21, MaxRows = 2, MaxColumns = 2, MaxCellLength = 7 };

        TableReader.Read("village,name\na,b\na,b\n"u8.ToArray(), small).Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void A_cell_with_a_control_character_is_refused() =>
        Read("village,name\nV0101,a\u0007b\n").Problems.ShouldHaveSingleItem().Column.ShouldBe("name");

    [Fact]
    public void An_old_Excel_file_is_refused_with_advice() =>
        Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Sentence.ShouldContain(".xls");

    [Fact]
    public void A_table_with_a_problem_gives_no_rows_and_at_most_fifty_problems()
    {
        var text = new StringBuilder("village,name\nV0101,a\n");
        for (var row = 0; row < 200; row++)
            text.Append("V0102\n");

        var result = Read(text.ToString());

        result.IsReadable.ShouldBeFalse();
        result.Rows.ShouldBeEmpty();
        result.Problems.Count.ShouldBe(50);
    }

    private static TableResult Read(string text) => TableReader.Read(Encoding.UTF8.GetBytes(text), Layout);

    private static TableProblem Refusal(byte[] content)
    {
        var result = TableReader.Read(content, Layout);
        result.Rows.ShouldBeEmpty();
        return result.Problems.ShouldHaveSingleItem();
    }

    private static string Sentence(string text, TableLayout layout) =>
        TableReader.Read(Encoding.UTF8.GetBytes(text), layout).Problems.ShouldHaveSingleItem().Sentence;
}
