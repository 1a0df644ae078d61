package dev.syndicate.platform.web;

import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.crypto.KeyId;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.AuthenticatedPrincipal;
import dev.syndicate.platform.security.AuthenticatedService;
import dev.syndicate.platform.security.AuthenticatedWorkload;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What every served OpenAPI document says alike: title, bearer tokens, and problems as the answer to everything else. The
 * document names no server, so that it is the same wherever it is served.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        AuthenticatedPrincipal.class,
                        AuthenticatedPerson.class,
                        AuthenticatedWorkload.class,
                        AuthenticatedService.class,
                        RawBody.class)
                .replaceWithSchema(
                        IdempotencyKey.class, new StringSchema().minLength(1).maxLength(128))
                .replaceWithSchema(KeyId.class, new StringSchema().pattern("^[0-9a-f]{16}$"))
                .replaceWithSchema(PolicyVersion.class, new StringSchema().pattern("^[1-9][0-9]*:[0-9a-f]{64}$"));
        List.of(Hash.class, Digest.class, IntentDigest.class, ActionDigest.class, ViewDigest.class)
                .forEach(type -> SpringDocUtils.getConfig()
                        .replaceWithSchema(type, new StringSchema().pattern("^sha256:[0-9a-f]{64}$")));
    }

    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(new Info()
                        .title("Syndicate " + service)
                        .version("v1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An access token of the configured OpenID provider, or the"
                                                + " signed token of another service"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    ModelConverter requiredMembers() {
        return new RequiredMembers();
    }

    @Bean
    OpenApiCustomizer problemsAndNoServers() {
        return document -> {
            document.setServers(null);
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.getResponses().setDefault(answer()));
        };
    }

    private static ApiResponse answer() {
        Schema<?> reference = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description("Anything else: a problem (RFC 9457), listed in docs/reference/errors.md")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(reference)));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri").description("Stable; decide by it"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty(Correlation.MEMBER, new StringSchema())
                .additionalProperties(true);
    }
}
