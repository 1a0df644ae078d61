package dev.syndicate.platform.security;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers their caller as a typed argument; the wrong kind of caller never reaches the method. */
class CallerArguments implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return AuthenticatedPrincipal.class.isAssignableFrom(type) || type == AuthenticatedService.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object caller = caller();
        if (!parameter.getParameterType().isInstance(caller)) {
            throw new ProblemException(PlatformProblems.FORBIDDEN, whoIsExpected(parameter.getParameterType()));
        }
        return caller;
    }

    private static @Nullable Object caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Object principal = authentication == null ? null : authentication.getPrincipal();
        return principal instanceof PersonPrincipal person ? person.authenticatedPerson() : principal;
    }

    private static String whoIsExpected(Class<?> type) {
        if (type == AuthenticatedService.class) {
            return "Only another service may do this";
        }
        return type == AuthenticatedPerson.class ? "Only a person may do this" : "A person or workload may do this";
    }
}
