GRANT UPDATE (published_at) ON outbox TO {role};
GRANT UPDATE (reason, resolved_at) ON dead_letters TO {role};
