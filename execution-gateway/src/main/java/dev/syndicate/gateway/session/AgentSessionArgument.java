package dev.syndicate.gateway.session;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the caller's {@link AgentSession}; an {@code Optional} of it where nobody is an answer too. */
final class AgentSessionArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == AgentSession.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Optional<AgentSession> session = session();
        return parameter.isOptional()
                ? session
                : session.orElseThrow(() -> new ProblemException(
                        PlatformProblems.FORBIDDEN, "Only a coding tool with a session credential may do this"));
    }

    private static Optional<AgentSession> session() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof SessionAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }
}
