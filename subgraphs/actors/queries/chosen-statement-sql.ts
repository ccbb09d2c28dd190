/** Attributes that hold what all sources say together; the others hold what the best one says. */
export const GATHERED = ['kinds', 'chain_links', 'statuses', 'networks'] as const;

/** What each statement `st` is ranked by: joins from `actor_statement st`. */
export const RANK_JOINS = `
  JOIN source so ON so.slug = st.source
  LEFT JOIN register_entry en ON en.source = st.source AND en.external_id = st.external_id
    AND en.actor_id = st.actor_id
  LEFT JOIN identifier_doubt idt ON idt.actor_id = st.actor_id AND idt.source = st.source
    AND idt.external_id = st.external_id AND idt.identifier = upper(st.attribute)
    AND idt.reason IN ('WRONG_FORM', 'WRONG_KEY')`;

/** Whether the source still holds the record; what comes from no register is always held. */
export const HELD = '(en.left_at IS NULL)';

/** The order of rules/better-source.ts, the best first; a test holds the two together. */
export const BEST_FIRST = `
  ${HELD} DESC,
  (idt.actor_id IS NOT NULL),
  (CASE so.kind WHEN 'IMPORT' THEN 0 WHEN 'REPORT' THEN 1 ELSE 2 END),
  st.stated_on DESC,
  st.source COLLATE "C",
  st.external_id`;
