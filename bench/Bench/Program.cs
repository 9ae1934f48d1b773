using LoTrinh.Bench;

// ./dev bench NAME; `floor` is started by the benchmarks themselves.
switch (args)
{
    case ["pages", var program]:
        return await PagesBench.RunAsync(program);
    case ["steering", var program]:
        return await SteeringBench.RunAsync(program);
    case ["services", var program, .. var parts]:
        return await ServicesBench.RunAsync(program, parts);
    case ["floor", var port, var file]:
        await Floor.RunAsync(port, file);
        return 0;
    default:
        Console.Error.WriteLine("Usage: ./dev bench pages | steering | services [submission] [reading]");
        return 1;
}
