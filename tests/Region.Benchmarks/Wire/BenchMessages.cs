using System.Buffers.Binary;
using Google.Protobuf;

namespace Region.Benchmarks.Wire;

/// <summary>The messages of the benchmark and the work that every server does for a call.</summary>
internal static class BenchMessages
{
    public const int HeaderSize = 5;
    public const string Path = "/region.benchmarks.Settlement/Settle";

    public static SettleRequest Request() => new()
    {
        OrderId = "PO-2026-000123",
        VillageId = "taoyuan-village",
        Lines =
        {
            new SettleLine { Goods = "复合肥 15-15-15", Grams = 1_250_000, PriceFen = 312_500 },
            new SettleLine { Goods = "地膜 0.01 毫米", Grams = 80_000, PriceFen = 96_000 },
            new SettleLine { Goods = "早稻种子 中嘉早17", Grams = 40_000, PriceFen = 51_200 },
        },
    };

    public static SettleReply Answer(SettleRequest request)
    {
        var reply = new SettleReply { VoucherId = request.OrderId };
        foreach (var line in request.Lines)
        {
            reply.TotalFen = checked(reply.TotalFen + line.PriceFen);
            reply.Lines.Add(line);
        }

        return reply;
    }

    /// <summary>A message as it goes over the wire: flag, length, bytes.</summary>
    public static byte[] Frame(IMessage message)
    {
        var frame = new byte[HeaderSize + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - HeaderSize);
        message.WriteTo(frame.AsSpan(HeaderSize));
        return frame;
    }
}
