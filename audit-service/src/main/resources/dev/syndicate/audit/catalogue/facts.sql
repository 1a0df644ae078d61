-- Facts of the database catalogue: what each is about, and what is so.
WITH watched AS (
    SELECT n.oid, n.nspname FROM pg_namespace n
    WHERE n.nspname IN ('audit', 'eventstore', 'content', 'fence')
), relation AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.relpersistence, c.relispartition, c.relrowsecurity,
           w.nspname || '.' || c.relname AS name
    FROM pg_class c JOIN watched w ON w.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
), product (role) AS (
    VALUES ('policy_service'), ('approval_service'), ('execution_gateway'), ('audit_service'), ('audit_reader'),
           ('syndicate_migrator')
)
SELECT 'schema ' || n.nspname AS about, 'owner=' || n.nspowner::regrole::text AS fact
FROM pg_namespace n JOIN watched w ON w.oid = n.oid
UNION ALL
SELECT 'schema grant ' || n.nspname || ' ' || a.grantee::regrole::text,
       string_agg(a.privilege_type, ',' ORDER BY a.privilege_type)
FROM pg_namespace n JOIN watched w ON w.oid = n.oid, aclexplode(n.nspacl) a
GROUP BY n.nspname, a.grantee
UNION ALL
SELECT 'relation ' || r.name,
       concat_ws(' ', 'kind=' || r.relkind::text, 'owner=' || r.relowner::regrole::text, 'persistence=' || r.relpersistence::text,
                 'attached=' || r.relispartition, 'rowsecurity=' || r.relrowsecurity)
FROM relation r
UNION ALL
SELECT 'column ' || r.name || '.' || a.attname,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), 'notnull=' || a.attnotnull,
                 'default=' || pg_get_expr(d.adbin, d.adrelid))
FROM relation r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
WHERE r.relkind IN ('r', 'p', 'v')
UNION ALL
SELECT 'trigger ' || r.name || '.' || t.tgname, 'enabled=' || t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid)
FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
UNION ALL
SELECT 'rule ' || r.name || '.' || w.rulename, pg_get_ruledef(w.oid)
FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
UNION ALL
SELECT 'constraint ' || r.name || '.' || c.conname,
       'validated=' || c.convalidated || ' enforced=' || c.conenforced || ' ' || pg_get_constraintdef(c.oid)
FROM relation r JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype <> 'n'
UNION ALL
SELECT 'index ' || r.name || ' ' || i.relname,
       'valid=' || x.indisvalid || ' ' || pg_get_indexdef(x.indexrelid)
FROM relation r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class i ON i.oid = x.indexrelid
UNION ALL
SELECT 'grant ' || r.name || ' ' || a.grantee::regrole::text,
       string_agg(a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ',' ORDER BY a.privilege_type)
FROM relation r, aclexplode(r.relacl) a
GROUP BY r.oid, r.name, a.grantee
UNION ALL
SELECT 'grant ' || r.name || '(' || c.attname || ') ' || a.grantee::regrole::text,
       string_agg(a.privilege_type, ',' ORDER BY a.privilege_type)
FROM relation r JOIN pg_attribute c ON c.attrelid = r.oid AND c.attacl IS NOT NULL, aclexplode(c.attacl) a
GROUP BY r.oid, r.name, c.attname, a.grantee
UNION ALL
SELECT 'function ' || w.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
       concat_ws(' ', 'owner=' || p.proowner::regrole::text, 'definer=' || p.prosecdef,
                 'settings=' || array_to_string(p.proconfig, ','),
                 'source=' || encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'),
                 'grants=' || (SELECT string_agg(a.grantee::regrole::text, ',' ORDER BY a.grantee::regrole::text)
                               FROM aclexplode(p.proacl) a WHERE a.grantee <> p.proowner))
FROM pg_proc p JOIN watched w ON w.oid = p.pronamespace
UNION ALL
SELECT 'role ' || p.role,
       concat_ws(' ', 'super=' || r.rolsuper, 'createrole=' || r.rolcreaterole, 'createdb=' || r.rolcreatedb,
                 'replication=' || r.rolreplication, 'bypass=' || r.rolbypassrls, 'login=' || r.rolcanlogin,
                 'settings=' || (SELECT string_agg(s, ',' ORDER BY s) FROM unnest(r.rolconfig) s),
                 'member=' || (SELECT string_agg(m.roleid::regrole::text, ',' ORDER BY m.roleid::regrole::text)
                               FROM pg_auth_members m WHERE m.member = r.oid))
FROM product p JOIN pg_roles r ON r.rolname = p.role
UNION ALL
SELECT 'event owner ' || o.payload_type_prefix, string_agg(o.role::text, ',' ORDER BY o.role::text)
FROM eventstore.event_type_owner o
GROUP BY o.payload_type_prefix
