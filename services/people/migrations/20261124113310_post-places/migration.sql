CREATE VIEW "post_places" AS (
  select posts.id as post_id, place_paths.ancestor_id as place_id
  from posts
  join organizations on organizations.id = posts.organization_id
  join place_paths on place_paths.place_id = organizations.place_id);