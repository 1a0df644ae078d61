package dev.syndicate.approval.platform;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.id.WorkspaceId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Typed path and query values, what a page says once, and what comes as webjars: the font, and htmx. */
@Configuration(proxyBeanMethods = false)
class WebConversions implements WebMvcConfigurer {

    private static final String FONTS =
            "classpath:/META-INF/resources/webjars/fontsource__jetbrains-mono/4.5.11/files/";
    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/";

    @Bean
    FlashMapManager flashMapManager() {
        return new FlashForWhoAsked();
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, ApprovalId.class, ApprovalId::parse);
        registry.addConverter(String.class, SessionId.class, SessionId::parse);
        registry.addConverter(String.class, VoteId.class, VoteId::parse);
        registry.addConverter(String.class, DelegationId.class, DelegationId::parse);
        registry.addConverter(String.class, WorkspaceId.class, WorkspaceId::new);
        registry.addConverter(String.class, ApprovalState.class, ApprovalState::of);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/fonts/**").addResourceLocations(FONTS);
        registry.addResourceHandler("/assets/htmx/**").addResourceLocations(HTMX);
    }
}
