// What the client and the server side of the Node interoperability tests share.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

/** Loads gRPC's interoperability test service from the protos of the tests. */
export function loadTesting(protos) {
  const definition = loader.loadSync('grpc/testing/test.proto', {
    includeDirs: [protos],
    keepCase: true,
    defaults: true,
  });
  return grpc.loadPackageDefinition(definition).grpc.testing;
}

export const zeros = (size) => ({ body: Buffer.alloc(size) });
export const initialKey = 'x-grpc-test-echo-initial';
export const trailingKey = 'x-grpc-test-echo-trailing-bin';
