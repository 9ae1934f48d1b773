using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LoTrinh.Platform.Edxml;

/// <summary>Writes a message as the axis takes it: every element with the prefix, since some gateways refuse it without.</summary>
public static class EdxmlWriter
{
    private static readonly XNamespace Axis = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    /// <summary>The bytes of the message, without signature: it is signed where the agency keeps its key.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="at">When it is written, office time.</param>
    public static byte[] Write(EdxmlMessage message, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(message);
        var parts = message.Attachments.Select((f, i) => (Id: $"cid:{i + 1}", File: f)).ToList();
        var root = new XElement(Axis + "edXML", new XAttribute(XNamespace.Xmlns + "edXML", Axis.NamespaceName),
            El("edXMLEnvelope",
                El("edXMLHeader", Header(message), El("TraceHeaderList",
                    El("TraceHeader", El("OrganId", message.From.OrganId), El("Timestamp", at.ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture))),
                    El("Bussiness", El("BussinessDocType", message.Business), El("BussinessDocReason", ""), El("Paper", 0)))),
                El("edXMLBody", new XElement(Axis + "edXMLManifest", new XAttribute("version", "1.0"), parts.Select(p => El("Reference", El("ContentId", p.Id),
                    El("ContentType", "application/zip"), El("Description", p.File.Name), El("AttachmentName", p.File.Name)))))),
            El("AttachmentEncoded", parts.Select(p => El("Attachment", El("ContentId", p.Id), El("AttachmentName", p.File.Name), El("Description", p.File.Name),
                El("ContentType", "application/zip"), El("ContentTransferEncoded", Convert.ToBase64String(EdxmlFiles.Pack(p.File)))))));
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            new XDocument(root).Save(writer);
        }

        return memory.ToArray();
    }

    private static XElement Header(EdxmlMessage m) => El("MessageHeader",
        El("From", Party(m.From)),
        m.To.Select(t => El("To", Party(t))),
        El("DocumentId", m.DocumentId),
        El("Code", El("CodeNumber", m.Number), El("CodeNotation", m.Notation)),
        El("PromulgationInfo", El("Place", m.Place), El("PromulgationDate", Day(m.PromulgatedOn))),
        El("DocumentType", El("Type", m.IsNormative ? 1 : 2), El("TypeName", m.TypeName)),
        El("Subject", m.Subject),
        El("Content", m.Content),
        El("SignerInfo", El("Competence", m.Signer.Competence), El("Position", m.Signer.Position), El("FullName", m.Signer.FullName)),
        El("DueDate", Day(m.DueOn)),
        El("ToPlaces", m.ToPlaces.Select(p => El("Place", p))),
        El("OtherInfo", El("Priority", m.Priority)),
        m.ResponseFor.Select(r => El("ResponseFor", El("Code", r))),
        El("SteeringType", m.IsSteering ? 1 : 0));

    private static object[] Party(EdxmlParty party) => [El("OrganId", party.OrganId), El("OrganName", party.Name)];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);

    private static XElement El(string name, params object?[] content) => new(Axis + name, content);
}
