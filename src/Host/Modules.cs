using LoTrinh.Platform;
using LoTrinh.Portal;
using LoTrinh.PublicServices;
using LoTrinh.Roads;
using LoTrinh.Steering;

namespace LoTrinh.Host;

/// <summary>The modules of the product.</summary>
internal static class Modules
{
    public static readonly IReadOnlyList<IModule> All = [new SteeringModule(), new PublicServicesModule(), new PortalModule(), new RoadsModule()];
}
