GRANT UPDATE (changes) ON chart_stamp TO {role};
CREATE FUNCTION chart_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE chart_stamp SET changes = changes + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER chart_changed AFTER INSERT OR UPDATE OR DELETE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION chart_changed();
