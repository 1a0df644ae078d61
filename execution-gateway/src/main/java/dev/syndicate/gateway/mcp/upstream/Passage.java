package dev.syndicate.gateway.mcp.upstream;

import java.util.List;

/** What else may pass between a client and an upstream besides tools, resources and prompts. None of it is governed. */
public enum Passage {
    /** Arguments that a person is typing, to the upstream. */
    COMPLETIONS("completions", "completion/complete"),
    /** The upstream's prompts for the client's model, and what the model says. */
    SAMPLING("sampling", "sampling/createMessage"),
    /** The upstream's questions to the person at the client. They never stand for an approval. */
    ELICITATION("elicitation", "elicitation/create"),
    /** The client's workspace folders, to the upstream. */
    ROOTS("roots", "roots/list");

    private final String capability;
    private final String method;

    Passage(String capability, String method) {
        this.capability = capability;
        this.method = method;
    }

    /** Those in which the upstream asks and the client answers. */
    static List<Passage> toTheClient() {
        return List.of(SAMPLING, ELICITATION, ROOTS);
    }

    /** What whoever answers declares. */
    String capability() {
        return capability;
    }

    /** What is asked. */
    String method() {
        return method;
    }
}
