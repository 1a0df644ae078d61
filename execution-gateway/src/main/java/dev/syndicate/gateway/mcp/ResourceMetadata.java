package dev.syndicate.gateway.mcp;

import dev.syndicate.platform.security.SecurityProperties;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** OAuth 2.0 protected resource metadata (RFC 9728): where MCP clients get a developer's token. */
@RestController
class ResourceMetadata {

    static final String PATH = "/.well-known/oauth-protected-resource";

    private final McpSettings settings;
    private final SecurityProperties security;

    ResourceMetadata(McpSettings settings, SecurityProperties security) {
        this.settings = settings;
        this.security = security;
    }

    /**
     * The document.
     *
     * @param resource the identifier of the protected resource
     * @param authorization_servers issuers whose tokens are accepted
     */
    record Document(
            String resource,
            List<String> authorization_servers,
            List<String> bearer_methods_supported,
            String resource_name) {}

    @Operation(summary = "Where tokens for the MCP gateway are to be had (RFC 9728)")
    @GetMapping({PATH, PATH + "/mcp", PATH + "/mcp/{upstream}"})
    Document document(@PathVariable(required = false) @Nullable String upstream) {
        return new Document(
                settings.resource() + (upstream == null ? "" : "/" + upstream),
                List.of(security.issuer()),
                List.of("header"),
                "Syndicate MCP gateway");
    }

    /** Where the metadata of the place lies that the request asks for. */
    static String addressFor(URI resource, HttpServletRequest request) {
        String path = request.getRequestURI();
        String place = path.matches("/mcp(/[a-z][a-z0-9-]{0,31})?") ? path : "/mcp";
        return resource.resolve(PATH + place).toString();
    }
}
