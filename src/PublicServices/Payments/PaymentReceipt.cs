using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Payments;

/// <summary>Writes the receipt of what was paid: on one page, fees and charges apart, in figures and in words.</summary>
/// <remarks>What stands on it follows provincial templates; an electronic receipt by Decree 123/2020/NĐ-CP is issued by the provider of such receipts, not here.</remarks>
internal sealed class PaymentReceipt(ProcedureCatalogue catalogue)
{
    private static PaperWords W => PaperWords.Shipped;

    /// <summary>The receipt; null as long as nothing was paid.</summary>
    public OfficialLetter? Write(Payment payment, PaperSource source)
    {
        if (payment is not { ReceiptNumber: { } number, PaidAt: { } at })
        {
            return null;
        }

        // Who paid is who handed the dossier in; where nobody is known any more, whose it is.
        var (form, payer) = (W.Form("bien-lai"), source.Owner.Filer.Length > 0 ? source.Owner.Filer : source.Owner.Name);
        return new()
        {
            Form = form.Form, GoverningBody = catalogue.Agency.NameVi, Issuer = W.Desk, Number = number, Symbol = "", Place = W.Place, On = at.OfficeDay(), TypeName = form.Title,
            Subject = W.Say("code", payment.DossierCode), Addressees = [], Copies = [], Signing = new([W.Signers["cashier"]], null, PaymentWords.Taker(payment)), Beside = new([W.Signers["payer"]], null, payer),
            Body =
            [
                new LetterParagraph(W.Say("payer", DossierPapers.FilerOf(source) is { Length: > 0 } filer ? filer : payer)),
                new LetterParagraph(W.Say("owner", source.Owner.Name)),
                .. source.Owner.Number.Length > 0 ? [new LetterParagraph(W.Say("number", source.Owner.Number))] : Array.Empty<LetterPart>(),
                .. source.Owner.Address.Length > 0 ? [new LetterParagraph(W.Say("address", source.Owner.Address))] : Array.Empty<LetterPart>(),
                new LetterParagraph(W.Say("content", source.Whole.Procedure.NameVi, source.Dossier.ProcedureCode)),
                new LetterTable([new(W.Columns["no"], 10, Centred: true), new(W.Columns["item"], 80), new(W.Columns["kind"], 25), new(W.Columns["amount"], 50)], [.. payment.Fees.Select(Row), .. Sums(payment)]),
                new LetterParagraph(W.Say("in-words", MoneyWords.Of(payment.Amount))),
                new LetterParagraph(W.Say("paid-by", W.Words[$"{payment.PaidBy}-paid"], at.Show())),
                .. payment.TransactionNumber is { } transaction ? [new LetterParagraph(W.Say("transaction", transaction))] : Array.Empty<LetterPart>(),
                .. payment.RefundedAt is { } back ? [new LetterParagraph(W.Say("refunded", back.Show(), payment.RefundReason))] : Array.Empty<LetterPart>(),
            ],
        };
    }

    private static string[] Row(DossierFee fee, int i) => [(i + 1).ToString(CultureInfo.InvariantCulture), fee.NameVi, W.Words[$"kind-{fee.Kind}"], Money.OnPaper(fee.Amount ?? 0)];

    private static IEnumerable<string[]> Sums(Payment payment) =>
    [
        .. payment.FeeAmount > 0 && payment.ChargeAmount > 0 ? new string[][] { ["", W.Words["sum-fee"], "", Money.OnPaper(payment.FeeAmount)], ["", W.Words["sum-charge"], "", Money.OnPaper(payment.ChargeAmount)] } : [],
        ["", W.Words["sum"], "", Money.OnPaper(payment.Amount)],
    ];
}
