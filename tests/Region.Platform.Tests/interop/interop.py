"""gRPC's interoperability tests in its C core, through Debian's python3-grpcio.

Usage: interop.py server <descriptor set>          prints the port, then serves until its input closes
       interop.py client <descriptor set> <port>   prints a line for each case: «ok name» or «failed name: why»
"""

import sys
import time
from concurrent import futures

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "grpc.testing.TestService"
INITIAL = "x-grpc-test-echo-initial"
TRAILING = "x-grpc-test-echo-trailing-bin"
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
SIZES = [31415, 9, 2653, 58979]


def load_messages(path):
    files = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as file:
        files.ParseFromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    if hasattr(message_factory, "GetMessageClass"):
        make = message_factory.GetMessageClass
    else:
        make = message_factory.MessageFactory(pool).GetPrototype
    names = ["Empty", "SimpleRequest", "SimpleResponse", "StreamingInputCallRequest", "StreamingInputCallResponse",
             "StreamingOutputCallRequest", "StreamingOutputCallResponse"]
    return {name: make(pool.FindMessageTypeByName("grpc.testing." + name)) for name in names}


M = load_messages(sys.argv[2])


def echo(context):
    metadata = dict(context.invocation_metadata())
    if INITIAL in metadata:
        context.send_initial_metadata(((INITIAL, metadata[INITIAL]),))
    if TRAILING in metadata:
        context.set_trailing_metadata(((TRAILING, metadata[TRAILING]),))


def check_status(request, context):
    if request.response_status.code:
        codes = {code.value[0]: code for code in grpc.StatusCode}
        context.abort(codes[request.response_status.code], request.response_status.message)


def unary_call(request, context):
    echo(context)
    check_status(request, context)
    response = M["SimpleResponse"]()
    response.payload.body = bytes(request.response_size)
    return response


def output(request):
    for parameters in request.response_parameters:
        response = M["StreamingOutputCallResponse"]()
        response.payload.body = bytes(parameters.size)
        yield response


def streaming_output_call(request, context):
    echo(context)
    yield from output(request)


def streaming_input_call(requests, context):
    echo(context)
    total = sum(len(request.payload.body) for request in requests)
    return M["StreamingInputCallResponse"](aggregated_payload_size=total)


def full_duplex_call(requests, context):
    echo(context)
    for request in requests:
        check_status(request, context)
        yield from output(request)


def serve():
    def types(request, response):
        return {"request_deserializer": M[request].FromString, "response_serializer": lambda m: m.SerializeToString()}

    handlers = {
        "EmptyCall": grpc.unary_unary_rpc_method_handler(lambda _, __: M["Empty"](), **types("Empty", "Empty")),
        "UnaryCall": grpc.unary_unary_rpc_method_handler(unary_call, **types("SimpleRequest", "SimpleResponse")),
        "StreamingOutputCall": grpc.unary_stream_rpc_method_handler(
            streaming_output_call, **types("StreamingOutputCallRequest", "StreamingOutputCallResponse")),
        "StreamingInputCall": grpc.stream_unary_rpc_method_handler(
            streaming_input_call, **types("StreamingInputCallRequest", "StreamingInputCallResponse")),
        "FullDuplexCall": grpc.stream_stream_rpc_method_handler(
            full_duplex_call, **types("StreamingOutputCallRequest", "StreamingOutputCallResponse")),
    }
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16), compression=grpc.Compression.Gzip)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, handlers),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(None)


class Cases:
    def __init__(self, channel):
        def method(kind, name, request, response, service=SERVICE):
            return getattr(channel, kind)(
                f"/{service}/{name}",
                request_serializer=lambda m: m.SerializeToString(),
                response_deserializer=M[response].FromString)

        self.empty = method("unary_unary", "EmptyCall", "Empty", "Empty")
        self.unimplemented = method("unary_unary", "UnimplementedCall", "Empty", "Empty")
        self.no_service = method("unary_unary", "UnimplementedCall", "Empty", "Empty", "grpc.testing.Missing")
        self.unary = method("unary_unary", "UnaryCall", "SimpleRequest", "SimpleResponse")
        self.output = method(
            "unary_stream", "StreamingOutputCall", "StreamingOutputCallRequest", "StreamingOutputCallResponse")
        self.input = method(
            "stream_unary", "StreamingInputCall", "StreamingInputCallRequest", "StreamingInputCallResponse")
        self.duplex = method(
            "stream_stream", "FullDuplexCall", "StreamingOutputCallRequest", "StreamingOutputCallResponse")

    @staticmethod
    def large(**fields):
        request = M["SimpleRequest"](response_size=314159)
        request.payload.body = bytes(271828)
        for name in fields:
            getattr(request, name).value = fields[name]
        return request

    @staticmethod
    def asking(sizes, compressed=False):
        request = M["StreamingOutputCallRequest"]()
        for size in sizes:
            parameters = request.response_parameters.add(size=size)
            if compressed:
                parameters.compressed.value = True
        return request

    @staticmethod
    def fails(call, code, details=None):
        try:
            call()
        except grpc.RpcError as error:
            assert error.code() == code, error.code()
            assert details is None or error.details() == details, error.details()
            return
        raise AssertionError("the call succeeded")

    def empty_unary(self):
        assert self.empty(M["Empty"](), timeout=10) == M["Empty"]()

    def large_unary(self):
        assert len(self.unary(self.large(), timeout=10).payload.body) == 314159

    def client_compressed_unary(self):
        request = self.large(expect_compressed=True)
        self.fails(lambda: self.unary(request, timeout=10), grpc.StatusCode.INVALID_ARGUMENT)
        assert len(self.unary(request, timeout=10, compression=grpc.Compression.Gzip).payload.body) == 314159

    def server_compressed_unary(self):
        assert len(self.unary(self.large(response_compressed=True), timeout=10).payload.body) == 314159

    def client_streaming(self, compression=None):
        requests = []
        for size in [27182, 8, 1828, 45904]:
            request = M["StreamingInputCallRequest"]()
            request.payload.body = bytes(size)
            requests.append(request)
        response = self.input(iter(requests), timeout=10, compression=compression)
        assert response.aggregated_payload_size == 74922

    def client_compressed_streaming(self):
        self.client_streaming(grpc.Compression.Gzip)

    def server_streaming(self):
        assert [len(r.payload.body) for r in self.output(self.asking(SIZES), timeout=10)] == SIZES

    def server_compressed_streaming(self):
        assert [len(r.payload.body) for r in self.output(self.asking(SIZES, True), timeout=10)] == SIZES

    def ping_pong(self):
        requests = (self.asking([size]) for size in SIZES)
        assert [len(r.payload.body) for r in self.duplex(requests, timeout=10)] == SIZES

    def empty_stream(self):
        assert list(self.duplex(iter([]), timeout=10)) == []

    def custom_metadata(self):
        metadata = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
        _, call = self.unary.with_call(self.large(), timeout=10, metadata=metadata)
        assert dict(call.initial_metadata())[INITIAL] == "test_initial_metadata_value"
        assert dict(call.trailing_metadata())[TRAILING] == b"\xab\xab\xab"

    def status_code_and_message(self, message="test status message"):
        request = M["SimpleRequest"]()
        request.response_status.code = 2
        request.response_status.message = message
        self.fails(lambda: self.unary(request, timeout=10), grpc.StatusCode.UNKNOWN, message)

    def special_status_message(self):
        self.status_code_and_message(SPECIAL)

    def unimplemented_method(self):
        self.fails(lambda: self.unimplemented(M["Empty"](), timeout=10), grpc.StatusCode.UNIMPLEMENTED)

    def unimplemented_service(self):
        self.fails(lambda: self.no_service(M["Empty"](), timeout=10), grpc.StatusCode.UNIMPLEMENTED)

    def cancel_after_first_response(self):
        def requests():
            yield self.asking([31415])
            time.sleep(5)

        call = self.duplex(requests(), timeout=10)
        next(call)
        call.cancel()
        self.fails(lambda: next(call), grpc.StatusCode.CANCELLED)

    def timeout_on_sleeping_server(self):
        def requests():
            yield self.asking([])
            time.sleep(1)

        self.fails(lambda: list(self.duplex(requests(), timeout=0.001)), grpc.StatusCode.DEADLINE_EXCEEDED)


def check(port):
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        cases = Cases(channel)
        for name in [name for name in vars(Cases) if not name.startswith("_") and name not in
                     ("large", "asking", "fails")]:
            try:
                getattr(cases, name)()
                print(f"ok {name}", flush=True)
            except Exception as error:  # every case reports for itself
                print(f"failed {name}: {error!r}".replace("\n", " "), flush=True)


if sys.argv[1] == "server":
    serve()
else:
    check(sys.argv[3])
