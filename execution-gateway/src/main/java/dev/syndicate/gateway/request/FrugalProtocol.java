package dev.syndicate.gateway.request;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with small buffers for answers: Tomcat gives each connection its own, for as long as it waits. Its requests can tell
 * whether their client has hung up.
 */
public final class FrugalProtocol extends Http11NioProtocol {

    /** How much of an answer is kept back until the first bytes go out; also in characters. Tomcat's own is four times that. */
    static final int ANSWER = 2048;

    /** Made by Tomcat, by its name. */
    public FrugalProtocol() {
        super();
    }

    @Override
    public int getDesiredBufferSize() {
        return ANSWER;
    }

    @Override
    protected Processor createProcessor() {
        return new ListeningProcessor(this, getAdapter());
    }
}
