// The client side of gRPC's interoperability tests in its reference implementation for Node.
// Usage: node client.mjs <folder of the protos> <port>; prints a line for each case: «ok name» or «failed name: why».
import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import { initialKey, loadTesting, trailingKey, zeros } from './shared.mjs';

const [, , protos, port] = process.argv;
const testing = loadTesting(protos);
const open = (Service, options) =>
  new Service(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
const client = open(testing.TestService);
const compressing = open(testing.TestService, { 'grpc.default_compression_algorithm': 2 });
const missing = open(testing.UnimplementedService);
const special = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

const unary = (from, method, request, metadata = new grpc.Metadata(), options = {}) =>
  new Promise((resolve, reject) => {
    const result = {};
    const call = from[method](request, metadata, options, (error, response) => {
      if (error) {
        reject(error);
      } else {
        result.response = response;
      }
    });
    call.on('metadata', (initial) => (result.initial = initial));
    call.on('status', (status) => {
      result.status = status;
      if (status.code === 0) {
        setImmediate(() => resolve(result));
      }
    });
  });

const drain = (call) =>
  new Promise((resolve, reject) => {
    const responses = [];
    call.on('data', (response) => responses.push(response.payload.body.length));
    call.on('error', reject);
    call.on('status', (status) => status.code === 0 && setImmediate(() => resolve({ responses, status })));
  });

const upload = (from, sizes) =>
  new Promise((resolve, reject) => {
    const call = from.StreamingInputCall((error, response) => (error ? reject(error) : resolve(response)));
    sizes.forEach((size) => call.write({ payload: zeros(size) }));
    call.end();
  });

const large = { response_size: 314159, payload: zeros(271828) };
const sizes = [31415, 9, 2653, 58979];
const rejectsWith = (promise, code, details) =>
  assert.rejects(promise, (error) => {
    assert.equal(error.code, code);
    if (details !== undefined) {
      assert.equal(error.details, details);
    }
    return true;
  });

const cases = {
  async empty_unary() {
    assert.deepEqual((await unary(client, 'EmptyCall', {})).response, {});
  },
  async large_unary() {
    assert.equal((await unary(client, 'UnaryCall', large)).response.payload.body.length, 314159);
  },
  async client_compressed_unary() {
    const request = { ...large, expect_compressed: { value: true } };
    await rejectsWith(unary(client, 'UnaryCall', request), 3);
    assert.equal((await unary(compressing, 'UnaryCall', request)).response.payload.body.length, 314159);
  },
  async server_compressed_unary() {
    const request = { ...large, response_compressed: { value: true } };
    assert.equal((await unary(client, 'UnaryCall', request)).response.payload.body.length, 314159);
  },
  async client_streaming() {
    assert.equal((await upload(client, [27182, 8, 1828, 45904])).aggregated_payload_size, 74922);
  },
  async client_compressed_streaming() {
    assert.equal((await upload(compressing, [27182, 45904])).aggregated_payload_size, 73086);
  },
  async server_streaming() {
    const request = { response_parameters: sizes.map((size) => ({ size })) };
    assert.deepEqual((await drain(client.StreamingOutputCall(request))).responses, sizes);
  },
  async server_compressed_streaming() {
    const request = { response_parameters: sizes.map((size) => ({ size, compressed: { value: true } })) };
    assert.deepEqual((await drain(client.StreamingOutputCall(request))).responses, sizes);
  },
  async ping_pong() {
    const call = client.FullDuplexCall();
    const done = drain(call);
    sizes.forEach((size) => call.write({ response_parameters: [{ size }], payload: zeros(8) }));
    call.end();
    assert.deepEqual((await done).responses, sizes);
  },
  async empty_stream() {
    const call = client.FullDuplexCall();
    const done = drain(call);
    call.end();
    assert.deepEqual((await done).responses, []);
  },
  async custom_metadata() {
    const metadata = new grpc.Metadata();
    metadata.set(initialKey, 'test_initial_metadata_value');
    metadata.set(trailingKey, Buffer.from([0xab, 0xab, 0xab]));
    const result = await unary(client, 'UnaryCall', large, metadata);
    assert.deepEqual(result.initial.get(initialKey), ['test_initial_metadata_value']);
    assert.deepEqual(result.status.metadata.get(trailingKey), [Buffer.from([0xab, 0xab, 0xab])]);
  },
  async status_code_and_message() {
    const status = { code: 2, message: 'test status message' };
    await rejectsWith(unary(client, 'UnaryCall', { response_status: status }), 2, status.message);
    const call = client.FullDuplexCall();
    const done = drain(call);
    call.write({ response_status: status });
    call.end();
    await rejectsWith(done, 2, status.message);
  },
  async special_status_message() {
    await rejectsWith(unary(client, 'UnaryCall', { response_status: { code: 2, message: special } }), 2, special);
  },
  async unimplemented_method() {
    await rejectsWith(unary(client, 'UnimplementedCall', {}), 12);
  },
  async unimplemented_service() {
    await rejectsWith(unary(missing, 'UnimplementedCall', {}), 12);
  },
  async cancel_after_first_response() {
    const call = client.FullDuplexCall();
    const done = drain(call);
    call.once('data', () => call.cancel());
    call.write({ response_parameters: [{ size: 31415 }], payload: zeros(27182) });
    await rejectsWith(done, 1);
  },
  async timeout_on_sleeping_server() {
    const call = client.FullDuplexCall(new grpc.Metadata(), { deadline: Date.now() + 1 });
    const done = drain(call);
    call.write({ payload: zeros(27182) });
    await rejectsWith(done, 4);
  },
};

for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    process.stdout.write(`ok ${name}\n`);
  } catch (error) {
    process.stdout.write(`failed ${name}: ${String(error.message).replaceAll('\n', ' ')}\n`);
  }
}
[client, compressing, missing].forEach((each) => each.close());
