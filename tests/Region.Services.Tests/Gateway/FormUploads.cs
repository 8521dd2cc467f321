using System.Net.Http.Headers;
using Region.Services.Tests.Isolation;

namespace Region.Services.Tests.Gateway;

/// <summary>Sends forms with files, as a browser would.</summary>
internal static class FormUploads
{
    /// <summary>The form with these files; what it leaves blank is filled with what somebody would type.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(
        this Browser browser,
        SiteForm form,
        IReadOnlyList<(string Field, string Name, byte[] Content)> files,
        CancellationToken cancellationToken)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (field, value, _) in form.Fields.Where(one => !one.IsFile))
            body.Add(new StringContent(value.Length > 0 ? value : Requests.TypedOf(field)), field);

        foreach (var (field, name, content) in files)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
            {
                Name = $"\"{field}\"",
                FileNameStar = name,
            };
            body.Add(file);
        }

        return await browser.Http.PostAsync(form.Action, body, cancellationToken);
    }
}
