package dev.syndicate.gateway.request;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections with small buffers: a hook that waits keeps them, and what hooks and their answers say is short. */
@Configuration(proxyBeanMethods = false)
class ConnectionBuffers {

    /** In bytes, for what is read and for what is written each; more goes through in several turns. */
    private static final int SOCKET = 2048;

    /** In bytes; each connection has room for them from the start, and nobody sends any. */
    private static final int TRAILERS = 256;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallConnectionBuffers() {
        return factory -> {
            factory.setProtocol(FrugalProtocol.class.getName());
            factory.addConnectorCustomizers(ConnectionBuffers::shrink);
        };
    }

    private static void shrink(Connector connector) {
        set(connector, "socket.appReadBufSize", SOCKET);
        set(connector, "socket.appWriteBufSize", SOCKET);
        set(connector, "maxTrailerSize", TRAILERS);
    }

    private static void set(Connector connector, String property, int size) {
        if (!connector.setProperty(property, Integer.toString(size))) {
            throw new IllegalStateException("The web server does not know " + property);
        }
    }
}
