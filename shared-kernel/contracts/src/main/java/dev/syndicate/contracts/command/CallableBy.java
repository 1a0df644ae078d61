package dev.syndicate.contracts.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The services that may send a command to its home: the allow-list, checked before the payload is read.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CallableBy {

    /** Names of services, for example {@code execution-gateway}. */
    String[] value();
}
