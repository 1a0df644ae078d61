package dev.syndicate.approval.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Drafts amendments on loopback as execution-gateway would. */
final class GatewayStandIn {

    private static final String NOTHING_CHANGES = """
            {"type":"https://syndicate.dev/problems/amendment-changes-nothing","title":"Changes nothing","status":409,\
            "detail":"These are the parameters that were asked for"}""";

    private record Awaiting(CanonicalAction action, Consumer<CanonicalAction> contents) {}

    private final Map<ActionId, Awaiting> awaiting = new ConcurrentHashMap<>();
    private final HttpServer server;

    GatewayStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/commands", this::draft);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on this action can be amended; what comes of it is kept there. */
    void awaits(ActionId id, CanonicalAction action, Consumer<CanonicalAction> contents) {
        awaiting.put(id, new Awaiting(action, contents));
    }

    private void draft(HttpExchange exchange) throws IOException {
        DraftAmendment draft =
                EventFormat.mapper().readValue(exchange.getRequestBody().readAllBytes(), DraftAmendment.class);
        Awaiting original = awaiting.get(draft.action());
        CanonicalAction amended = amended(original.action(), draft.parameters());
        if (amended.intentDigest().equals(original.action().intentDigest())) {
            answer(exchange, 409, "application/problem+json", NOTHING_CHANGES.getBytes(StandardCharsets.UTF_8));
            return;
        }
        original.contents().accept(amended);
        exchange.getResponseHeaders().set("Syndicate-Result", AmendedAction.class.getName());
        answer(
                exchange,
                200,
                "application/json",
                EventFormat.mapper()
                        .writeValueAsBytes(new AmendedAction(
                                draft.amendedBy(),
                                new ContentRef(Digest.of(amended.bytes()), amended.bytes().length),
                                amended.intentDigest(),
                                amended.actionDigest())));
    }

    private static CanonicalAction amended(CanonicalAction original, String parameters) {
        try {
            return CanonicalAction.ofProposal(original.json().toBuilder()
                    .put("parameters", Json.parseObject(parameters.getBytes(StandardCharsets.UTF_8)))
                    .build());
        } catch (InadmissibleJsonException | InvalidActionException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
