using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace LoTrinh.Bench;

/// <summary>Complete dossiers, handed in by a carrier's program: a vehicle permit of procedure 1.002856 with one file of 200 KB.</summary>
internal static class Submissions
{
    private const int FileBytes = 200 * 1024;

    /// <summary>What is filled in.</summary>
    public static readonly string Form = JsonSerializer.Serialize(new
    {
        procedure = "1.002856",
        values = new Dictionary<string, string[]>
        {
            ["unitName"] = ["Công ty Vận tải Minh Họa"], ["address"] = ["Số 1, phố Minh Họa, Hà Nội"], ["phone"] = ["024 3942 0197"], ["email"] = ["van-tai@example.vn"], ["taxCode"] = ["0100000000"],
            ["internationalLicence"] = ["923/GPVT"], ["internationalLicenceOn"] = ["15/06/2020"], ["service"] = ["goods"], ["vehicles"] = ["1"], ["vehicles.0.plate"] = ["29C-123.45"],
            ["vehicles.0.make"] = ["Hyundai"], ["vehicles.0.madeYear"] = ["2018"], ["vehicles.0.gate"] = ["lao-bao"], ["vehicles.0.validFrom"] = ["01/04/2021"], ["vehicles.0.validTo"] = ["31/03/2022"],
            ["promise"] = ["true"],
        },
    });

    private static readonly byte[] Paper = [.. "%PDF-1.4\n"u8, .. RandomNumberGenerator.GetBytes(FileBytes - 16), .. "\n%%EOF\n"u8];

    /// <summary>A file that nobody has sent before.</summary>
    public static byte[] NewFile()
    {
        var file = (byte[])Paper.Clone();
        RandomNumberGenerator.Fill(file.AsSpan(1000, 32));
        return file;
    }

    /// <summary>Hands in for some seconds; every receipt is kept.</summary>
    /// <exception cref="InvalidOperationException">One was refused.</exception>
    public static async Task<(Timings Timings, IReadOnlyCollection<string> Codes)> RunAsync(Uri server, string token, int seconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var codes = new ConcurrentBag<string>();
        var timings = await Timings.OfAsync(seconds, _ => Task.FromResult<Func<Task>>(async () => codes.Add(await HandInAsync(client))));
        return (timings, codes);
    }

    private static async Task<string> HandInAsync(HttpClient client)
    {
        using var body = new MultipartFormDataContent { { new StringContent(Form), "dossier" }, { new ByteArrayContent(NewFile()), "registrations", "dang-ky-xe.pdf" } };
        using var answer = await client.PostAsync(new Uri("/api/v1/services/dossiers/whole", UriKind.Relative), body);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"A dossier was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }
}
