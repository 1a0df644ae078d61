package dev.syndicate.testing.postgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a Spring test a fresh, migrated database: sets {@code spring.datasource.*} for the role and offers the
 * {@link TestDatabase} as a bean. Classes that inherit the annotation from one base class share one database and one
 * application context; each class that carries its own has its own.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UsesPostgres {

    /** The role that the application logs in as, for example {@code policy_service}. */
    String role();
}
