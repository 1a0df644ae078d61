package dev.syndicate.gateway.request;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 whose requests can tell whether their client has hung up, without a word to it: the end of what it sends is there
 * to be read. The servlet API has no way to ask, and Tomcat reads nothing while a request is worked on.
 */
final class ListeningProcessor extends Http11Processor {

    ListeningProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    /** Tomcat asks for it when it hands a request over; the request's attributes are empty until then. */
    @Override
    public Adapter getAdapter() {
        SocketWrapperBase<?> connection = getSocketWrapper();
        BooleanSupplier open = () -> isOpen(connection);
        request.setAttribute(ClientPresence.CONNECTION, open);
        return super.getAdapter();
    }

    /** What the client has sent meanwhile stays in Tomcat's buffer, for the next request. */
    private static boolean isOpen(SocketWrapperBase<?> connection) {
        try {
            connection.isReadyForRead();
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }
}
