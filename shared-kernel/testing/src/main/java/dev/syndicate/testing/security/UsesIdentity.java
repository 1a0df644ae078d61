package dev.syndicate.testing.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a Spring test's application trust {@link TestIssuer#shared()}, and gives it keys for all services: beans
 * {@link TestIssuer} and {@link TestServices}.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UsesIdentity {}
