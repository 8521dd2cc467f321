using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>The protos of the mapped services: files by name, and by what they declare.</summary>
internal sealed class ReflectedSymbols
{
    private readonly Dictionary<string, FileDescriptor> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, FileDescriptor>> _extensions =
        new(StringComparer.Ordinal);

    public ReflectedSymbols(IEnumerable<ServiceDescriptor> services)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            names.Add(service.FullName);
            Add(service.File);
        }

        Services = names;
    }

    public IReadOnlyCollection<string> Services { get; }

    public FileDescriptor? FileNamed(string name) => _files.GetValueOrDefault(name);

    public FileDescriptor? FileDeclaring(string symbol) => _symbols.GetValueOrDefault(symbol);

    public FileDescriptor? FileExtending(string type, int number) =>
        _extensions.GetValueOrDefault(type)?.GetValueOrDefault(number);

    /// <summary>The numbers of the known extensions of a type; null if the type is unknown.</summary>
    public IReadOnlyCollection<int>? ExtensionsOf(string type)
    {
        if (_extensions.TryGetValue(type, out var extensions))
            return extensions.Keys;

        return _symbols.ContainsKey(type) ? [] : null;
    }

    /// <summary>A file with all that it imports, each once, the file itself first.</summary>
    public static IEnumerable<FileDescriptor> WithImports(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.Name };
        var open = new Queue<FileDescriptor>([file]);
        while (open.TryDequeue(out var next))
        {
            yield return next;
            foreach (var import in next.Dependencies.Where(import => seen.Add(import.Name)))
                open.Enqueue(import);
        }
    }

    private void Add(FileDescriptor root)
    {
        foreach (var file in WithImports(root).Where(file => _files.TryAdd(file.Name, file)))
        {
            foreach (var service in file.Services)
            {
                _symbols[service.FullName] = file;
                foreach (var method in service.Methods)
                    _symbols[method.FullName] = file;
            }

            foreach (var message in file.MessageTypes)
                Add(message);

            foreach (var type in file.EnumTypes)
                Add(type);

            foreach (var extension in file.Extensions.UnorderedExtensions)
                Add(extension);
        }
    }

    private void Add(MessageDescriptor message)
    {
        _symbols[message.FullName] = message.File;
        foreach (var field in message.Fields.InDeclarationOrder())
            _symbols[field.FullName] = message.File;

        foreach (var oneof in message.Oneofs)
            _symbols[oneof.FullName] = message.File;

        foreach (var nested in message.NestedTypes)
            Add(nested);

        foreach (var type in message.EnumTypes)
            Add(type);

        foreach (var extension in message.Extensions.UnorderedExtensions)
            Add(extension);
    }

    private void Add(EnumDescriptor type)
    {
        _symbols[type.FullName] = type.File;
        foreach (var value in type.Values)
            _symbols[value.FullName] = type.File;
    }

    private void Add(FieldDescriptor extension)
    {
        _symbols[extension.FullName] = extension.File;
        var type = extension.ExtendeeType.FullName;
        if (!_extensions.TryGetValue(type, out var extensions))
            _extensions[type] = extensions = [];

        extensions[extension.FieldNumber] = extension.File;
    }
}
