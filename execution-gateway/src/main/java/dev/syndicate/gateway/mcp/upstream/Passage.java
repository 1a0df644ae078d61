package dev.syndicate.gateway.mcp.upstream;

/** What else may pass between a client and an upstream besides tools, resources and prompts. None of it is governed. */
public enum Passage {
    /** Arguments that a person is typing, to the upstream. */
    COMPLETIONS,
    /** The upstream's prompts for the client's model, and what the model says. */
    SAMPLING,
    /** The upstream's questions to the person at the client. They never stand for an approval. */
    ELICITATION,
    /** The client's workspace folders, to the upstream. */
    ROOTS
}
