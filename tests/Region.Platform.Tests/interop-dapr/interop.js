// Publishes through the sidecar and receives from it with Dapr's own SDK. Prints one JSON line per step.
const { DaprClient, DaprServer, CommunicationProtocolEnum, HttpMethod } = require('@dapr/dapr');

const { APP_PORT, SIDECAR_HTTP_PORT, SIDECAR_GRPC_PORT, API_TOKEN } = process.env;
const say = (step, value) => process.stdout.write(JSON.stringify({ step, value }) + '\n');

async function main() {
  const server = new DaprServer({
    serverHost: '127.0.0.1',
    serverPort: APP_PORT,
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    clientOptions: { daprHost: '127.0.0.1', daprPort: SIDECAR_HTTP_PORT, daprApiToken: API_TOKEN },
    logger: { level: 'error' },
  });
  let received = 0;
  await server.pubsub.subscribe('pubsub', 'interop', async (data) => {
    say('received', data);
    received += 1;
  });
  await server.start();

  const http = new DaprClient({
    daprHost: '127.0.0.1', daprPort: SIDECAR_HTTP_PORT, daprApiToken: API_TOKEN, logger: { level: 'error' },
  });
  const grpc = new DaprClient({
    daprHost: '127.0.0.1', daprPort: SIDECAR_GRPC_PORT, daprApiToken: API_TOKEN,
    communicationProtocol: CommunicationProtocolEnum.GRPC, logger: { level: 'error' },
  });
  say('http', await http.pubsub.publish('pubsub', 'interop', { over: 'http', 村: '茶' }));
  say('bulk', await http.pubsub.publishBulk('pubsub', 'interop', [{ over: 'bulk' }]));
  say('grpc', await grpc.pubsub.publish('pubsub', 'interop', { over: 'grpc' }));
  const failed = await http.pubsub.publish('nowhere', 'interop', { a: 1 });
  say('refused', failed.error ? String(failed.error.message) : null);

  const end = Date.now() + 20000;
  while (received < 3 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  say('done', received);
  process.exit(received >= 3 ? 0 : 1);
}

main().catch((error) => { say('error', String(error && error.stack)); process.exit(1); });
