-- A head is looked up by a random key: a small block is all that one lookup has to unpack. Parts that
-- stand keep their blocks until they merge.
ALTER TABLE heads MODIFY SETTING min_compress_block_size = 4096, max_compress_block_size = 4096
