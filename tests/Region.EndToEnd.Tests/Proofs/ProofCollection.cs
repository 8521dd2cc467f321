namespace Region.EndToEnd.Tests.Proofs;

/// <summary>The proofs load the whole machine: one runs at a time, after all other tests of this assembly.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProofCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "proofs";
}
