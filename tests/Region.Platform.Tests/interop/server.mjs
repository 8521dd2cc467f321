// The server side of gRPC's interoperability tests in its reference implementation for Node.
// Usage: node server.mjs <folder of the protos>; prints the port, then serves until its input closes.
import grpc from '@grpc/grpc-js';
import { initialKey, loadTesting, trailingKey, zeros } from './shared.mjs';

const testing = loadTesting(process.argv[2]);

function echo(call) {
  const initial = new grpc.Metadata();
  call.metadata.get(initialKey).forEach((value) => initial.add(initialKey, value));
  call.sendMetadata(initial);
  const trailing = new grpc.Metadata();
  call.metadata.get(trailingKey).forEach((value) => trailing.add(trailingKey, value));
  return trailing;
}

const failureOf = (status, metadata) =>
  status && status.code !== 0 ? { code: status.code, details: status.message, metadata } : null;

const answers = (request) =>
  request.response_parameters.map((parameters) => ({ payload: zeros(parameters.size) }));

const service = {
  EmptyCall(call, done) {
    done(null, {}, echo(call));
  },
  UnaryCall(call, done) {
    const trailing = echo(call);
    const failure = failureOf(call.request.response_status, trailing);
    if (failure) {
      done(failure);
    } else {
      done(null, { payload: zeros(call.request.response_size) }, trailing);
    }
  },
  StreamingOutputCall(call) {
    const trailing = echo(call);
    answers(call.request).forEach((answer) => call.write(answer));
    call.end(trailing);
  },
  StreamingInputCall(call, done) {
    const trailing = echo(call);
    let sum = 0;
    call.on('data', (request) => {
      sum += request.payload.body.length;
    });
    call.on('end', () => done(null, { aggregated_payload_size: sum }, trailing));
  },
  FullDuplexCall(call) {
    const trailing = echo(call);
    call.on('data', (request) => {
      const failure = failureOf(request.response_status, trailing);
      if (failure) {
        call.emit('error', failure);
      } else {
        answers(request).forEach((answer) => call.write(answer));
      }
    });
    call.on('end', () => call.end(trailing));
  },
};

const server = new grpc.Server({ 'grpc.default_compression_algorithm': 2 });
server.addService(testing.TestService.service, service);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  process.stdout.write(`${port}\n`);
});
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
