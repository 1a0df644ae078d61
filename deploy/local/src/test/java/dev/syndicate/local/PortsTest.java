package dev.syndicate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void namesTheTakenPortAndTheWayAroundIt() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = with(Component.GATEWAY, somebody.getLocalPort());

            assertThatThrownBy(() -> ports.requireFree(Component.GATEWAY))
                    .isInstanceOf(LocalFailureException.class)
                    .hasMessageContaining("Port " + somebody.getLocalPort())
                    .hasMessageContaining("execution-gateway")
                    .hasMessageContaining("--gateway-port")
                    .hasMessageContaining("SYNDICATE_GATEWAY_PORT");
        }
    }

    @Test
    void listensWhereTheDocumentationSays() {
        assertThat(Ports.defaults().address(Component.GATEWAY)).hasToString("http://127.0.0.1:8080");
        assertThat(Ports.defaults().address(Component.APPROVAL)).hasToString("http://127.0.0.1:8081");
        assertThat(Ports.defaults().address(Component.POLICY)).hasToString("http://127.0.0.1:8082");
        assertThat(Ports.defaults().address(Component.AUDIT)).hasToString("http://127.0.0.1:8083");
        assertThat(Ports.defaults().address(Component.IDENTITY_PROVIDER)).hasToString("http://127.0.0.1:8090");
        assertThat(Ports.defaults().of(Component.POSTGRES)).isEqualTo(5433);
    }

    @Test
    void refusesAPortThatDoesNotExist() {
        assertThatThrownBy(() -> with(Component.POLICY, 70_000)).hasMessageContaining("policy-service");
    }

    @Test
    void choosesADifferentPortForEachComponent() {
        assertThat(Ports.defaultsOrFree().byComponent().values()).doesNotHaveDuplicates();
    }

    private static Ports with(Component component, int port) {
        Map<Component, Integer> ports = new EnumMap<>(Ports.defaults().byComponent());
        ports.put(component, port);
        return new Ports(ports);
    }
}
