namespace Grpc.Core;

/// <summary>Decides whether a server may be trusted.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
