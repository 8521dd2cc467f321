using Region.AppHost.Running;
using Shouldly;

namespace Region.EndToEnd.Tests;

/// <summary>The address that the program prints is one that a browser on this machine can open.</summary>
public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("127.0.0.1", "https://127.0.0.1:5443/")]
    [InlineData("0.0.0.0", "https://127.0.0.1:5443/")]
    [InlineData("*", "https://127.0.0.1:5443/")]
    [InlineData("0.0.0.0:8443", "https://127.0.0.1:8443/")]
    [InlineData("192.168.1.20:5443", "https://192.168.1.20:5443/")]
    [InlineData("[::]:5443", "https://127.0.0.1:5443/")]
    [InlineData("[fe80::1]:8443", "https://[fe80::1]:8443/")]
    [InlineData("office.example", "https://office.example:5443/")]
    public void An_address_with_or_without_a_port_is_printed_as_it_is_reached_here(string listen, string printed) =>
        new HostSettings { Data = "data", Listen = listen, Certificate = "office.pem" }.Gateway.ToString()
            .ShouldBe(printed);
}
