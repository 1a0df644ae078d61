package dev.syndicate.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ResponseStreamTest {

    private static final JSONRPCMessage ANSWER = JSONRPCResponse.result(7, Map.of("ran", true));
    private static final JSONRPCMessage NOTE =
            new JSONRPCNotification("notifications/message", Map.of("level", "info"));

    private final MockHttpServletResponse http = new MockHttpServletResponse();
    private final ResponseStream stream = new ResponseStream(new MockHttpServletRequest(), http);

    @Test
    void anAnswerWithoutAnythingInFrontOfItIsPlainJson() throws UnsupportedEncodingException {
        say(ANSWER);
        assertThat(http.getContentType()).isEqualTo("application/json");
        assertThat(http.getContentAsString()).startsWith("{").contains("\"id\":7");
    }

    @Test
    void nothingIsSaidBehindAPlainAnswer() throws UnsupportedEncodingException {
        say(ANSWER);
        String answered = http.getContentAsString();
        say(NOTE);
        stream.beat();
        assertThat(http.getContentAsString()).isEqualTo(answered);
    }

    @Test
    void anAnswerBehindSomethingElseIsAnEvent() throws UnsupportedEncodingException {
        say(NOTE);
        say(ANSWER);
        assertThat(http.getContentType()).startsWith("text/event-stream");
        assertThat(http.getContentAsString().split("\n\n"))
                .hasSize(2)
                .allMatch(event -> event.startsWith("event: message\ndata: {"));
    }

    private void say(JSONRPCMessage message) {
        stream.sendMessage(message).onErrorComplete().block();
    }
}
